"""The live preview: each page as the build would make it, with what is to be mended on it."""
