"""账号安全的数据: failed attempts, devices, passwords used before, second factors, keys, identities."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Failure(models.Model):
    """登录失败: one attempt that did not succeed, or is being tried; kept for two days (``lockout``).

    ``step`` is ``password``, ``code``, ``key`` or ``begin``; ``name`` is the user name as typed, folded, of
    whatever user.
    """

    name = models.CharField(max_length=150)
    address = models.CharField(max_length=45, blank=True)
    step = models.CharField(max_length=10)
    at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("登录失败")
        indexes: ClassVar = [
            models.Index(fields=["name", "at"], name="failure_name"),
            models.Index(fields=["address", "at"], name="failure_address"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.address} {self.at:%F %T}"


class Device(models.Model):
    """登录设备: a browser in which somebody is signed in; the session itself is Django's.

    ``provider_session``: the digest of what the OpenID Connect provider calls its own session, where it says so.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="devices")
    session_key = models.CharField(max_length=40, unique=True)
    address = models.CharField(_("网络地址"), max_length=45, blank=True)
    agent = models.CharField(_("浏览器"), max_length=300, blank=True)
    since = models.DateTimeField(_("登录时间"))
    seen = models.DateTimeField(_("最近使用"))
    # The default of the database's own: servers of the version before sign in without it during an upgrade.
    provider_session = models.CharField(max_length=64, blank=True, default="", db_default="", db_index=True)

    class Meta:
        verbose_name = _("登录设备")
        ordering: ClassVar = ["-since", "-pk"]

    def __str__(self) -> str:
        return f"{self.user} {self.address} {self.since:%F %T}"


class Credential(models.Model):
    """口令状态: since when the password is used, and whether it was given by somebody else and has to be changed."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="credential")
    set_at = models.DateTimeField()
    must_change = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("口令状态")

    def __str__(self) -> str:
        return f"{self.user} {self.set_at:%F}"


class UsedPassword(models.Model):
    """用过的口令: hashed like the one in use; only the last ones are kept."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="used_passwords")
    encoded = models.CharField(max_length=200)

    class Meta:
        verbose_name = _("用过的口令")
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return str(self.user)


class SecondFactor(models.Model):
    """两步验证: the secret of an authenticator, encrypted (``vault``); it counts once a first code confirmed it.

    ``last_step`` is the number of the 30 seconds whose code was taken last: a code counts once.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="second_factor")
    secret = models.CharField(max_length=400)
    confirmed_at = models.DateTimeField(null=True)
    last_step = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = _("两步验证")

    def __str__(self) -> str:
        return str(self.user)


class RecoveryCode(models.Model):
    """备用码: opens an account once in place of a code; kept as a keyed digest, removed when used."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("备用码")
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "digest"], name="recovery_code_once")]

    def __str__(self) -> str:
        return str(self.user)


class Key(models.Model):
    """安全密钥或通行密钥: the public half of a credential of WebAuthn; the private half never leaves its device.

    ``credential`` and ``handle`` are in base64url; ``handle`` is the same for all keys of a person and says nothing
    of them. ``count`` is what the device counted at the last use; 0 for those that do not count.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="security_keys")
    name = models.CharField(_("名称"), max_length=40)
    credential = models.CharField(max_length=1400, unique=True)
    public_key = models.BinaryField()
    handle = models.CharField(max_length=100)
    count = models.BigIntegerField(default=0)
    transports = models.JSONField(default=list)
    since = models.DateTimeField(_("登记时间"))
    used = models.DateTimeField(_("最近使用"), null=True)

    class Meta:
        verbose_name = _("安全密钥")
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.user} {self.name}"


class Identity(models.Model):
    """统一身份: as whom a person is known to an OpenID Connect provider; found by name once, by this from then on."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="identities")
    issuer = models.CharField(max_length=300)
    subject = models.CharField(max_length=255)
    since = models.DateTimeField()

    class Meta:
        verbose_name = _("统一身份")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="identity_of_one_person"),
            models.UniqueConstraint(fields=["issuer", "user"], name="identity_once_an_issuer"),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.issuer}"
