"""`check`: what is wrong or doubtful in a blog, each by file and line. Each rule is a function and a row in `rules`."""
