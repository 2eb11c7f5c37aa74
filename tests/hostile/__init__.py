"""What people write who mean harm, on its whole way: from the command line to the page, the feed and the terminal."""
