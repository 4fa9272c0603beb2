"""What learners did: enrolments, answers, progress, completion, and the pages on which they learn."""
