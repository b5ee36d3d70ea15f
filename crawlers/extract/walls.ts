import type { WallKind } from '../../domain/index.ts'

export interface WallSign {
  kind: WallKind
  why: string
  /** Over the raw markup; only scripts and elements that stand on no page with goods. */
  markup?: RegExp
  /** The sign in the markup counts only on pages of next to no text. */
  bare?: boolean
  /** Over title and first heading. */
  title?: RegExp
  /** Over the visible text, where the page has little of it. */
  text?: RegExp
}

/** Signs of walls, in the order in which they are asked. The first that fits names the reason. */
export const WALL_SIGNS: readonly WallSign[] = [
  {
    kind: 'captcha',
    why: 'a Cloudflare challenge',
    title:
      /^\s*(?:just a moment|please wait\W*(?:\||$)|checking your browser|请稍候|請稍候|un instant|einen moment|ddos-guard|one moment,? please)/i,
    markup:
      /jschl[_-](?:vc|answer)|cf_chl_opt|__cf_chl_|cf-browser-verification|challenge-form|cdn-cgi\/challenge-platform\/h\/[bg]\/orchestrate/i,
  },
  {
    kind: 'blocked',
    why: 'Cloudflare refuses the address',
    title: /attention required!?\s*\|\s*cloudflare/i,
    markup: /cf-error-details|cf-error-code|<span[^>]*cf-code-label/i,
  },
  {
    kind: 'captcha',
    why: 'a press-and-hold challenge (PerimeterX)',
    markup: /id=["']px-captcha|px-captcha-wrapper|captcha\.px-cdn|captcha\.px-cloud/i,
    title: /access to this page has been denied|robot or human/i,
  },
  { kind: 'captcha', why: 'a DataDome challenge', markup: /(?:geo|ct)\.captcha-delivery\.com|var dd\s*=\s*\{\s*['"]?(?:rt|cid)/i },
  {
    kind: 'captcha',
    why: 'an Imperva challenge',
    markup: /_Incapsula_Resource\?[^"']*(?:SWUDNSAI|CWUDNSAI)|Incapsula incident ID|distil_r_captcha|distilCaptchaForm/i,
    title: /pardon our interruption/i,
  },
  { kind: 'captcha', why: 'an Akamai challenge', markup: /sec-if-cpt-container|sec-bc-tile-container|bm-verify/i },
  { kind: 'captcha', why: "Amazon's robot check", markup: /\/errors\/validateCaptcha/i, title: /^robot check$|^bot check$/i },
  {
    kind: 'captcha',
    why: "Alibaba's slider",
    markup:
      /_____tmd_____\/(?:punish|verify|newslidevalidate)|x5secdata|sufei-punish|class=["']nc-container|id=["']nc_1_wrapper|action=captcha&/i,
    title: /霸下通用|验证码拦截|security check|captcha interception/i,
  },
  {
    kind: 'captcha',
    why: 'a slider or picture puzzle',
    title:
      /安全验证|滑[动块]验证|人机验证|验证码|京东验证|身份验证$|访问验证|请完成验证|安全检查|are you (?:a )?(?:human|robot)|human verification|verify (?:you|that you)|captcha|security check|bot verification|bot detect|verification required|unusual traffic/i,
    text: /请?(?:按住|拖动|拖拽|滑动)(?:下方|左边)?(?:的)?(?:滑块|滑動|下方滑块)|向右(?:滑动|拖动)|拖动到最右|请?(?:输入|填写)(?:图片中的|下图中的|图中的|下方|以下)?(?:验证码|字符)(?:以)?(?:继续|后)|完成(?:下方|以下)?(?:安全)?验证(?:后)?|点击(?:按钮)?进行验证|依次点击|enter the characters you see|verify(?:ing)? (?:that )?you are (?:a )?human|i'?m not a robot|press (?:&|and) hold|complete the (?:security check|captcha)|solve (?:the|this) (?:captcha|puzzle)|unusual traffic from|automated (?:access|requests|traffic)|are you a robot|ロボットではありません|slide to verify|prove (?:that )?you(?:'re| are) (?:not a robot|human)/i,
  },
  {
    kind: 'captcha',
    why: 'a script that sets a cookie and asks again',
    bare: true,
    markup:
      /__jsl_clearance|acw_sc__v2|document\.cookie\s*=[^;]{0,200};?[\s\S]{0,300}location\.(?:reload|href|replace)|_abck=.{0,40}bmak|slowAES\.decrypt/i,
  },
  {
    kind: 'blocked',
    why: 'access is refused',
    title:
      /access(?: is| to this page is| was)? (?:denied|forbidden|restricted|blocked)|^(?:error )?(?:401|403|405|406|429|451|503|520|521|522)\b|\b403\b|forbidden|too many requests|you have been blocked|request (?:blocked|rejected|unsuccessful)|blocked(?: request)?$|service (?:temporarily )?unavailable|访问(?:被)?(?:拒绝|受限|禁止|阻断|异常)|拒绝访问|禁止访问|网站防火墙|访问过于频繁|安全拦截|web应用防火墙|アクセス(?:が)?(?:拒否|制限)|bad gateway|gateway time-?out|sucuri/i,
    text: /you don'?t have permission to access|access (?:to this (?:page|site|resource) )?(?:has been |is |was )?denied|has been blocked|you have been blocked|your (?:ip|access|request)[\w\s.,()]{0,40}(?:blocked|banned|denied|rejected)|banned your (?:ip|access)|unusual activity|too many requests|rate limit(?:ed)? exceeded|(?:访问|操作|请求)(?:次数)?(?:过于|太)频繁|访问(?:被拒绝|受到?限|被阻断|异常)|您的(?:访问|请求|IP)[^。]{0,20}(?:被拦截|被阻断|异常|被拒绝|存在威胁|被限制|被封)|异常请求从你的|网络环境存在异常|账号异常|请求被(?:拦截|拒绝)|the requested url was rejected|error code:? ?1\d{3}|request could not be satisfied|botnet|疑似(?:机器人|爬虫)/i,
  },
  {
    kind: 'not-found',
    why: 'the page says that what was asked for is not there',
    title:
      /\b404\b|(?:page|product|item|listing|file|content|url)?\s*(?:was |is |could )?not (?:be )?found|(?:页面|网页|商品|宝贝|店铺|内容|文章|您(?:访问|查看|要找|查找)的[^，。]{0,12})(?:不存在|未找到|找不到|走丢|已删除|已失效|无法访问|没有找到|已下架|消失)|找不到(?:页面|网页|该|您)|出错(?:啦|了)|错误(?:页面|提示)$|page (?:you (?:requested|are looking for))|no longer (?:available|exists|active)|doesn'?t exist|does not exist|page missing|oops|sorry.{0,20}(?:page|find)|error page|seite nicht gefunden|page introuvable|página no encontrada|ページが見つかりません|お探しのページ/i,
    text: /(?:页面|网页|商品|宝贝|店铺|该?链接|内容|您(?:访问|查看|要找|查找|浏览)的[^，。]{0,12})(?:不存在|未找到|找不到|走丢|被删除|已删除|已失效|已下架|已经下架|消失)|没有找到(?:您|该|这个|相关页面)|找不到(?:页面|网页|该商品|您)|(?:page|product|item|listing|file|content)[\w\s,']{0,40}(?:not found|could not be found|cannot be found|can'?t be found|no longer available|no longer exists|does not exist|doesn'?t exist|has been (?:removed|deleted)|was removed)|we (?:couldn'?t|could not|can'?t) find|looking for (?:a page that )?(?:isn'?t|doesn'?t|no longer|can'?t|could not|was not|is not)|nothing (?:was )?found|the requested (?:url|page|resource)[^.]{0,80}not found|ページは(?:存在しません|見つかりません)|該当する商品が/i,
  },
]

/** Names of fields and words that make a form one for signing in. */
export const LOGIN_WORDS =
  /登\s*[录陆錄]|登入|log\s?-?in|sign\s?-?in|sign\s?-?on|ログイン|anmelden|connexion|iniciar sesi|entrar|войти|로그인|会員登録|注册|register|sign\s?-?up|create (?:an )?account|password|密码/i
export const LOGIN_DEMAND =
  /请(?:先)?登录(?:后|以)?|登录后(?:才)?(?:可|能|查看)|需要登录|您?(?:还)?(?:没有|未)登录|扫码登录|please (?:log|sign) ?in|(?:log|sign) ?in (?:to|or register to) (?:continue|view|see|access|proceed)|you (?:must|need to) (?:be logged in|log in|sign in)|session (?:has )?expired|members only/i
/** Notes that a page gives when it cannot be drawn without its scripts. */
export const NEEDS_SCRIPT =
  /(?:enable|activate|turn on|requires?|need) java\s?script|java\s?script (?:is )?(?:required|disabled|must be enabled|to run this app|needs? to be)|(?:开启|启用|打开|允许|啟用)\s?java\s?script|javascriptを(?:有効|オン)|不支持\s?java\s?script/i
