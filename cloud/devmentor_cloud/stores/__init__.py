"""The stores, each reached by URL through its production client."""
