import { createFileRoute } from '@tanstack/react-router'

import { NothingOpen } from '@/features/inbox/NothingOpen'

export const Route = createFileRoute('/_app/conversations/')({ component: NothingOpen })
