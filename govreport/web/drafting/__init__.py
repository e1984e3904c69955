"""编制: the authoring desk."""
