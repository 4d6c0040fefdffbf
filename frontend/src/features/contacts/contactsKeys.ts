import type { ContactSearch } from './ContactSearch'

export const contactsKeys = {
  all: ['contacts'] as const,
  list: (search: ContactSearch) => [...contactsKeys.all, 'list', search] as const,
  contact: (contactId: string) => [...contactsKeys.all, 'contact', contactId] as const,
  conversations: (contactId: string) => [...contactsKeys.contact(contactId), 'conversations'] as const,
  lead: (contactId: string) => [...contactsKeys.contact(contactId), 'lead'] as const,
}
