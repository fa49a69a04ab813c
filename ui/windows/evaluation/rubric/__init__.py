"""Parts of the editor of a rubric's wording."""
