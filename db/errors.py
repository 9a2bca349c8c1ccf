"""What the ledger refuses, and why; each message is a line a user can be shown."""


class LedgerError(Exception):
    """The ledger could not do what was asked; nothing was changed."""


class UnusableLedgerError(LedgerError):
    """The URL is not one of ours, or what it names cannot be opened."""


class NewerLedgerError(UnusableLedgerError):
    """The ledger was made by a newer version of the program."""

    def __init__(self, revision: str) -> None:
        super().__init__(f"台账由更新的程序版本建立（{revision}），请升级督办助手后再打开")


class OutdatedLedgerError(UnusableLedgerError):
    """The ledger's tables are older than the program (shared databases are never moved unasked)."""

    def __init__(self, revision: str) -> None:
        super().__init__(f"台账结构需要升级（现为 {revision}），请先运行 duban db upgrade")


class BusyLedgerError(LedgerError):
    """Another process held the ledger for too long; trying again later may work."""

    def __init__(self) -> None:
        super().__init__("台账正被另一个程序占用，请稍后再试")


class UnknownRecordError(LedgerError):
    """No such document, task or correction."""


class HasHistoryError(LedgerError):
    """What people reported or corrected is never deleted with a paper: archive it instead."""


class UnusableBackupError(LedgerError):
    """The file is no backup of a ledger, or a damaged one."""


class StalePlanError(LedgerError):
    """The ledger changed after the preview was made; look at a new one."""

    def __init__(self) -> None:
        super().__init__("预览之后台账已有变化，请重新预览再导入")


class BadValueError(LedgerError):
    """What was given cannot be so; the message says how to say it."""


class AmbiguousNameError(BadValueError):
    """The name stands for several persons or units."""


class TakenError(BadValueError):
    """Somebody else has it or did it already."""


class InvitationError(BadValueError):
    """The invitation cannot be used (any more)."""


class NotNowError(LedgerError):
    """The step is not possible as things stand; the message says why."""


class TooLargeError(BadValueError):
    """The file is larger than what is kept."""
