"""OpenStack Swift with its S3 interface, whole, in one process below the folder of argv[1]; prints the port when it serves.

Runs Debian's packages unchanged, but none of their services or settings: ports are free ones, and everything is below the
folder. Ends when standard input does.
"""

import os
import sys

import eventlet

eventlet.monkey_patch()

from eventlet import wsgi  # noqa: E402
from swift.common import utils  # noqa: E402

# Nothing here has to survive a crash.
os.fsync = os.fdatasync = lambda *_: None

root = os.path.abspath(sys.argv[1])
conf = os.path.join(root, "swift.conf")
os.makedirs(os.path.join(root, "disks", "disk"), exist_ok=True)
with open(conf, "w") as file:
    file.write("[swift-hash]\nswift_hash_path_suffix = throwaway\n[storage-policy:0]\nname = only\ndefault = yes\n")
utils.SWIFT_CONF_FILE = conf
utils.HASH_PATH_SUFFIX = b"throwaway"

from swift.common import storage_policy  # noqa: E402

storage_policy.reload_storage_policies()

from swift.common.ring import RingBuilder  # noqa: E402
from swift.common.wsgi import SwiftHttpProtocol, loadapp  # noqa: E402

common = f"""[DEFAULT]
swift_dir = {root}
devices = {root}/disks
mount_check = false
fallocate_reserve = 0
log_level = ERROR
log_address = {root}/no-syslog
"""
storage = """[pipeline:main]
pipeline = {name}-server
[app:{name}-server]
use = egg:swift#{name}
"""
proxy = """[pipeline:main]
pipeline = catch_errors s3api tempauth slo versioned_writes symlink proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:s3api]
use = egg:swift#s3api
location = eu-test-1
[filter:tempauth]
use = egg:swift#tempauth
user_test_tester = testing .admin
[filter:versioned_writes]
use = egg:swift#versioned_writes
allow_object_versioning = true
[filter:symlink]
use = egg:swift#symlink
[filter:slo]
use = egg:swift#slo
rate_limit_under_size = 0
"""


class Cache:
    """What memcached is to Swift, for one process that lives for minutes: nothing in it has time to lapse."""

    def __init__(self):
        self.held = {}

    def set(self, key, value, **_):
        self.held[key] = value

    def get(self, key, *_, **__):
        return self.held.get(key)

    def incr(self, key, delta=1, **_):
        self.held[key] = int(self.held.get(key, 0)) + delta
        return self.held[key]

    def delete(self, key, **_):
        self.held.pop(key, None)


def cached(app, cache):
    def answer(env, start_response):
        env["swift.cache"] = cache
        return app(env, start_response)

    return answer


def serve(name, text, sock, wrap=lambda app: app):
    path = os.path.join(root, f"{name}.conf")
    with open(path, "w") as file:
        file.write(common + text)
    app = wrap(loadapp(path, global_conf={"log_name": name}))
    # The S3 interface answers "ETag"; capitalized differently, clients do not know it.
    options = {"protocol": SwiftHttpProtocol, "capitalize_response_headers": False, "socket_timeout": 60}
    eventlet.spawn(wsgi.server, sock, app, utils.NullLogger(), **options)


def listen():
    return eventlet.listen(("127.0.0.1", 0), backlog=1024)


for name in ("account", "container", "object"):
    sock = listen()
    ring = RingBuilder(4, 1, 1)
    ring.add_dev(
        {"region": 1, "zone": 1, "ip": "127.0.0.1", "port": sock.getsockname()[1], "device": "disk", "weight": 1}
    )
    ring.rebalance()
    ring.get_ring().save(os.path.join(root, f"{name}.ring.gz"))
    serve(name, storage.format(name=name), sock)

sock = listen()
serve("proxy", proxy, sock, lambda app: cached(app, Cache()))
print(sock.getsockname()[1], flush=True)
eventlet.hubs.trampoline(sys.stdin.fileno(), read=True)
os._exit(0)
