"""The library page: all reviews of this machine, their open repairs and the trash."""
