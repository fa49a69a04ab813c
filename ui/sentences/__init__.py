"""One English sentence per ``EvalError`` code, by subject; ``ui.messages`` gathers and phrases them."""
