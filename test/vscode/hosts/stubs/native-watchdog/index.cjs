// Stands in for the compiled module that ends an orphaned extension host; the tests end theirs with the server.
exports.start = () => {};
