import { memo } from 'react'
import ReactMarkdown, { type Components, defaultUrlTransform } from 'react-markdown'
import remarkGfm from 'remark-gfm'
import { useTranslations } from 'use-intl'

import classes from './Markdown.module.css'

const plugins = [remarkGfm]

/**
 * Text that an agent wrote, and so, indirectly, anyone. Raw HTML stays text, links open only web,
 * mail and phone addresses, and no image is ever requested: an address could carry data out.
 */
export const MarkdownText = memo(function MarkdownText({ text }: { text: string }) {
  return (
    <div className={classes.root}>
      <ReactMarkdown remarkPlugins={plugins} components={components} urlTransform={safeUrl}>
        {text}
      </ReactMarkdown>
    </div>
  )
})

/** What a link may point at; anything else loses its address. */
export function safeUrl(url: string): string {
  if (/^tel:\+?[\d().\s-]+$/i.test(url)) return url
  const safe = defaultUrlTransform(url)
  return /^(https?:|mailto:)/i.test(safe) ? safe : ''
}

const components: Components = {
  a({ href, children }) {
    if (!href) return <span>{children}</span>
    return (
      <a href={href} target="_blank" rel="noopener noreferrer nofollow" referrerPolicy="no-referrer">
        {children}
      </a>
    )
  },
  img({ alt }) {
    return <MissingImage alt={alt ?? ''} />
  },
  table({ children }) {
    return (
      <div className={classes.scroll}>
        <table>{children}</table>
      </div>
    )
  },
}

function MissingImage({ alt }: { alt: string }) {
  const t = useTranslations('messages')
  return <em className={classes.image}>{t('image', { alt: alt || t('imageUnnamed') })}</em>
}
