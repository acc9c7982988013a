"""What ``commandpost-server`` says when it refuses; without Qt, which a server's machine lacks."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from commandpost.bootstrap.spoken import spoken
from commandpost.bootstrap.verify_words import UNREADABLE
from commandpost.domain.errors import CommandPostError

# Said at a start that nobody has to refuse: {host} is where it listens.
PLAIN = (
    "commandpost-server：在 {host} 上接听而不加密，席位不会用 http:// 来连：请给 --certificate，或由代理加密。",
    "commandpost-server: {host} is not encrypted, and no desk uses http:// to it: give --certificate, or use a proxy.",
)
REFUSALS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "journal_missing": ("{path} 所在的文件夹不存在", "the folder of {path} does not exist"),
        "disk_full": ("磁盘已满", "the disk is full"),
        "disk_read_only": ("磁盘不可写", "the disk cannot be written to"),
        "journal_newer": (
            "这份日志由更新的版本写成，请用那个版本",
            "a newer version wrote this journal: start that one",
        ),
        "database_too_old": ("数据库程序库太旧（{version}）", "the database library is too old ({version})"),
        "database_unsafe": (
            "数据库的写入方式不安全（{mode}，{synchronous}）",
            "the database does not write safely ({mode}, {synchronous})",
        ),
        "profile_in_use": ("数据库正被另一个程序使用", "another program uses the database"),
        "journal_older": (
            "这份日志还是旧版本的样子，没有改动：若旧版服务器在运行，先停下它，再用本版本启动服务器，然后重做",
            "this journal has an older version's form and was left so: stop its server, start this one, do it again",
        ),
        "device_unknown": ("没有登记过席位 {device}", "no desk {device} was ever enrolled"),
        "device_ambiguous": (
            "“{device}”不止一台，请写长些，都没有注销：\n{fitting}\n",
            "“{device}” may be several, none was revoked; say more of it:\n{fitting}\n",
        ),
        "board_account_unknown": ("没有态势页账号“{name}”", "the board has no account “{name}”"),
        "backup_failed": (
            "备份没有做成（{reason}），日志本身完好",
            "the backup was not made ({reason}); the journal is safe",
        ),
        "copy_damaged": ("备份已损坏，没有使用：{reason}", "the backup is damaged and was not used: {reason}"),
        "copy_target_in_use": (
            "数据库里已有日志，只能恢复到空库",
            "the database already holds a journal: restore into an empty one",
        ),
        "copy_missing": ("没有备份文件 {file}", "there is no backup file {file}"),
        "units_invalid": ("单位表有误：{reason}", "the table of units is wrong: {reason}"),
        "unit_code_wrong": (
            "“{unit}”不是单位编码，应为 4 至 12 位数字",
            "“{unit}” is no division code of a unit: 4 to 12 digits",
        ),
        "unit_unknown": ("单位表里没有 {unit}（--units）", "{unit} is not in the table of units (--units)"),
        "server_unit_differs": (
            "这个库是单位 {unit} 的服务器建的：--unit 请写 {unit}，或不写",
            "this database is of the server of unit {unit}: give --unit {unit}, or none",
        ),
        "authority_key_wrong": (
            "“{key}”不是服务器公钥，应为 64 位十六进制数字（下级服务器用 --authority 打印）",
            "“{key}” is no server's public key: 64 hexadecimal digits, as --authority prints there",
        ),
        "certificate_unreadable": (
            "证书 {file} 或其私钥读不出：应为 PEM 文件，且两者相配",
            "certificate {file} or its key cannot be read: PEM files that belong together are needed",
        ),
        "port_taken": (
            "不能在 {host} 的端口 {port} 上接听：已被占用，或这不是本机地址",
            "cannot listen on port {port} of {host}: it is taken, or that is no address of this machine",
        ),
        "port_wrong": ("没有端口 {port}，应为 0 至 65535", "there is no port {port}: 0 to 65535"),
        "server_address_invalid": ("上级服务器的地址不对，应为 https://主机名", "that is no address: https://name"),
        "server_address_plain": (
            "http:// 不加密，只能连本机：连 {host} 请用 https://",
            "http:// is not encrypted and only for this machine itself: use https:// to {host}",
        ),
        "server_unreachable": ("上级服务器 {url} 没有应答", "the server above, {url}, does not answer"),
        "server_untrusted": ("上级服务器的证书不可信", "the certificate of the server above is not trusted"),
        "server_foreign": ("应答的不是本系统的服务器", "what answers there is no server of ours"),
        "enrolment_code_wrong": ("登记码不对", "the enrolment code is wrong"),
        "enrolment_code_used": ("登记码已用过", "the enrolment code was used already"),
        "enrolment_other_unit": (
            "这个登记码是给 {unit} 的，没有用掉：--unit 要写 {unit}",
            "this code is for {unit} and was not used up: --unit must be {unit}",
        ),
        "enrolment_code_expired": ("登记码已过期，请重新要一个", "the enrolment code is too old: ask for a new one"),
        "station_taken": (
            "上级已登记过同名的席位或服务器 {station}，请用 --name 另取名字",
            "one called {station} is enrolled there already: choose another --name",
        ),
        "station_enrolled": (
            "上级已按 {station} 登记了本服务器，请用原来的 --name",
            "this server is enrolled there as {station}: start it with the --name it had",
        ),
    }
)


def refusal(error: CommandPostError) -> str:
    """The sentence with the code in brackets, which its guide and its log are searched by."""
    chinese, english = REFUSALS.get(error.code) or UNREADABLE.get(error.code) or ("不能这样做", "that is not possible")
    words = spoken(chinese, english).format_map(_Named(error.params))
    return f"commandpost-server: {words}" + spoken(f"（{error.code}）。", f" ({error.code}).")


class _Named(dict[str, object]):
    """A parameter that an error does not carry is an ellipsis, never an error of its own."""

    def __missing__(self, _key: str) -> str:
        return "…"
