from dom360.access.schemas import TenantView
from dom360.kit.schema import View


class TenantList(View):
    items: list[TenantView]
