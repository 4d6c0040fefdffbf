import { lazy, Suspense } from 'react'

import classes from './Markdown.module.css'

// The parser is heavier than the rest of the chat, and the first screen has no answer to show.
const MarkdownText = lazy(() => import('./MarkdownText').then((it) => ({ default: it.MarkdownText })))

/** An agent's text, formatted; plain for the moment until the parser is here. */
export function Markdown({ text }: { text: string }) {
  return (
    <Suspense fallback={<p className={classes.plain}>{text}</p>}>
      <MarkdownText text={text} />
    </Suspense>
  )
}
