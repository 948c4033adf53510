"""Measurements that are run by hand; a busy machine must fail no test."""
