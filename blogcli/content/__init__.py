"""Files to model: posts and comments read from the blog's tree, and front matter written into it."""
