import type { Schema } from '@/lib/api'

export type AgentType = Schema<'ConversationView'>['agent_type']
