"""Registration: seats for each organisation, a waiting list that moves by itself, and needs only the host sees."""
