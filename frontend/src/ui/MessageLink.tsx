import { useRouter } from '@tanstack/react-router'
import type { ReactNode } from 'react'

/** Opens a conversation at one of its messages. */
export function MessageLink({
  conversationId,
  messageIndex,
  className,
  children,
}: {
  conversationId: string
  /** Null: the conversation as one left it. */
  messageIndex: number | null
  className?: string | undefined
  children: ReactNode
}) {
  const router = useRouter()
  const href = `/conversations/${conversationId}${messageIndex === null ? '' : `?message=${messageIndex}`}`

  return (
    <a
      href={href}
      className={className}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
        event.preventDefault()
        router.history.push(href)
      }}
    >
      {children}
    </a>
  )
}
