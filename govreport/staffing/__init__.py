"""人员与岗位: opening accounts, giving posts, handing them over and standing in, each with its entry in the journal."""
