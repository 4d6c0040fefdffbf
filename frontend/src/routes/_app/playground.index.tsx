import { createFileRoute } from '@tanstack/react-router'

import { NewConversation } from '@/features/chat/NewConversation'

export const Route = createFileRoute('/_app/playground/')({ component: NewConversation })
