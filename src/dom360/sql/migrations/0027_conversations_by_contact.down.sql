drop index dom360.conversations_by_contact;
