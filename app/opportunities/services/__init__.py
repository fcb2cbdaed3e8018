"""What changes about roles and about who would like to help."""

from app.opportunities.services.indexing import index_role

__all__ = ["index_role"]
