"""What the timeline page shows, as plain records a template can lay out."""

from transcript_rupture.write.page.view import Page, view_page

__all__ = ["Page", "view_page"]
