"""From what people send to a page: forms, mails, their answers read, the page, what is replied."""
