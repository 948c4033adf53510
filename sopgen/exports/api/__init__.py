"""The library as files for programs, beneath `api/v1/`."""
