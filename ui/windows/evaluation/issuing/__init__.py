"""The parts of the page from which ballots, forms and paper are issued, and of the mails with them."""
