"""One module a part: `measure(stage) -> figures`, ready for JSON."""
