"""The record of every act, as the secretariat reads it."""
