import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { escapeHtml } from './escape.ts'
import { htmlText, markup, type Html } from './markup.ts'

describe('markup', () => {
  it.each([
    ['<script>alert(1)</script>', '&lt;script&gt;alert(1)&lt;/script&gt;'],
    [`"><img src=x onerror='x'>`, '&quot;&gt;&lt;img src=x onerror=&#39;x&#39;&gt;'],
    ['a & b &amp; c', 'a &amp; b &amp;amp; c'],
    ['safe\u202Egnp.exe', 'safe\\u202egnp.exe'],
    ['nul\u0000 and tab\t and\r\nnewline', 'nul\\u0000 and tab\t and\nnewline'],
    ['half \ud83d pair, whole 😀', 'half \\ud83d pair, whole 😀'],
  ])('escapes %j', (text, escaped) => {
    expect(escapeHtml(text)).toBe(escaped)
    expect(htmlText(markup`<p title="${text}">${text}</p>`)).toBe(`<p title="${escaped}">${escaped}</p>`)
  })

  it('lets no text open a tag, close an attribute or begin an entity', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const escaped = escapeHtml(text)
        expect(escaped).not.toMatch(/[<>"']/)
        expect(escaped.replace(/&(amp|lt|gt|quot|#39);/g, '')).not.toContain('&')
      }),
    )
  })

  it('puts HTML and lists of it in as they are', () => {
    const items = ['a', '<b>'].map((text) => markup`<li>${text}</li>`)
    expect(htmlText(markup`<ul>${items}</ul>${markup`<hr>`}`)).toBe('<ul><li>a</li><li>&lt;b&gt;</li></ul><hr>')
  })

  it('refuses a figure that would break a drawing', () => {
    expect(() => markup`<line x1="${Number.NaN}"/>`).toThrow(TypeError)
    expect(() => markup`<line x1="${Infinity}"/>`).toThrow(TypeError)
    expect(htmlText(markup`${0}`)).toBe('0')
  })

  it('takes nothing that was parsed from JSON for HTML', () => {
    const forged = JSON.parse('{"html":"<script>","description":"html"}') as Html
    expect(() => markup`${forged}`).toThrow(TypeError)
  })
})
