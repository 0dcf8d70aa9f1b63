"""Who wants to speak and what is asked: hands, and questions that others lend their voice to."""
