import { sha256 } from '../domain/hash.ts'
import { htmlText, markup, verbatim, type Html } from './markup.ts'
import { SORT_SCRIPT } from './sortScript.ts'
import { STYLE } from './style.ts'

/** One self-contained HTML document. Its own policy forbids every request and every script but the one that sorts tables. */
export function page(title: string, body: readonly Html[]): string {
  const scriptHash = Buffer.from(sha256(SORT_SCRIPT), 'hex').toString('base64')
  const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${scriptHash}'; img-src data:; base-uri 'none'; form-action 'none'`
  return htmlText(markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="Quantopia">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${verbatim(STYLE)}</style>
</head>
<body>
<main>
${body}
</main>
<script>${verbatim(SORT_SCRIPT)}</script>
</body>
</html>
`)
}
