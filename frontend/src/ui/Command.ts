import type { Icon } from '@tabler/icons-react'

/** Something that one can do from anywhere, by its name. */
export type Command = {
  id: string
  label: string
  Icon: Icon
  run: () => void
  keywords?: string
  /** One of many: shown to who looks for it. */
  onlyFound?: boolean
}
