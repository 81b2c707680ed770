/** What of HTML a body keeps. @source HTML 4.01 indexes of elements and of attributes; the choice is @inferred */

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))

/** Elements of which only the content stays are those that are not here. */
export const ELEMENTS = words(`
  a abbr acronym address applet area article aside audio b base basefont bdo big blockquote br button caption
  center cite code col colgroup dd del dfn dir div dl dt em embed fieldset figcaption figure font footer form
  frame frameset h1 h2 h3 h4 h5 h6 header hr i iframe img input ins kbd label legend li link map mark menu meta
  nav noscript o:p object ol optgroup option p param pre q s samp script section select small span strike strong
  style sub summary sup table tbody td textarea tfoot th thead time title tr tt u ul var video wbr`)

export const ATTRIBUTES = words(`
  abbr accept accept-charset accesskey action align alink alt archive axis background bgcolor border
  bordercolor cellpadding cellspacing char charoff charset checked cite class classid clear code codebase
  codetype color cols colspan compact content coords data datetime declare defer dir disabled enctype face for
  frame frameborder headers height href hreflang hspace http-equiv id ismap label lang language link longdesc
  marginheight marginwidth maxlength media method multiple name nohref noresize noshade nowrap object onblur
  onchange onclick ondblclick onerror onfocus onkeydown onkeypress onkeyup onload onmousedown onmousemove
  onmouseout onmouseover onmouseup onreset onselect onsubmit onunload profile prompt readonly rel rev role rows
  rowspan rules scheme scope scrolling selected shape size span src standby start style summary tabindex target
  text title type usemap valign value valuetype version vlink vspace width`)

/** Elements that have no end tag. */
export const VOID = words('area base basefont br col embed frame hr img input link meta param wbr')

/** Elements whose text is not HTML. */
export const RAW_TEXT = words('script style iframe noembed noframes xmp')

/** Elements in whose text line ends and spaces count. */
export const PREFORMATTED = words('pre textarea script style')

/** Elements that begin and end on a line of their own. */
export const BLOCKS = words(`
  address article aside blockquote caption center col colgroup dd dir div dl dt fieldset figcaption figure
  footer form frameset h1 h2 h3 h4 h5 h6 header hr li link menu meta nav ol option p pre script section select
  style table tbody td textarea tfoot th thead title tr ul`)

/** What belongs to the head of a document. */
export const IN_HEAD = words('base link meta script style title')
