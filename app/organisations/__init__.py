"""Groups that run things, and who may act for them."""
