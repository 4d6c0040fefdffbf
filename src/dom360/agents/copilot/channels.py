"""Where leads come from, by the names that companies use."""

import re

CHANNELS = (
    r"instagram|facebook|google(?: ads)?|site|linkedin|tiktok|youtube|indicac(?:ao|oes)"
    r"|landing ?page|website|referrals?|eventos?|feira|anuncios?|meta ads|trafego pago|organico"
    r"|panfletos?|outdoor|radio|email marketing|newsletter|blog|qr ?code|webinar|campanha"
    r"|prospeccao|lista fria|olx|mercado livre|twitter|formulario"
)
CHANNEL = re.compile(rf"\b(?:{CHANNELS})\b")
# Names that nothing else has, wherever they stand.
BARE_CHANNEL = re.compile(r"\b(?P<channel>instagram|facebook|google ads|google|linkedin|tiktok)\b")
# "quantos leads o site trouxe"
BRINGS = re.compile(
    rf"\b(?:[ao]|the|our|noss[ao]) (?P<channel>{CHANNELS})"
    r" (?:ja |nos )?(?:trouxe|mandou|rendeu|gerou|deu|trazendo|brought|sent|generated|gave)\b"
)
