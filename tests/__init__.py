"""The tests: one file a module of `generator/`, golden cases in `cases/`, the browser's in `site/`."""
