"""A municipality's own rounds, which its coordinators lead by the pages that the office leads national ones by."""
