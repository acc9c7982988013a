#!/bin/sh
# An authority for this one cluster, and for each machine a certificate with which it answers and asks:
#   sh certificates.sh FOLDER ADDRESS...
# Put FOLDER/authority.pem and what lies in FOLDER/ADDRESS on that machine, and keep FOLDER/authority.key on none of them.
set -eu
umask 077
out=$1
shift
mkdir -p "$out"
if [ ! -e "$out/authority.key" ]; then
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3650 -subj "/CN=commandpost cluster" \
        -addext "keyUsage=critical,keyCertSign,cRLSign" -keyout "$out/authority.key" -out "$out/authority.pem"
fi
for address in "$@"; do
    mkdir -p "$out/$address"
    openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=$address" \
        -keyout "$out/$address/machine.key" -out "$out/$address/request.pem"
    printf 'subjectAltName=IP:%s\nbasicConstraints=critical,CA:false\nkeyUsage=critical,digitalSignature\n' "$address" \
        >"$out/$address/extensions"
    echo 'extendedKeyUsage=serverAuth,clientAuth' >>"$out/$address/extensions"
    openssl x509 -req -in "$out/$address/request.pem" -CA "$out/authority.pem" -CAkey "$out/authority.key" -CAcreateserial \
        -days 825 -extfile "$out/$address/extensions" -out "$out/$address/machine.pem"
    rm "$out/$address/request.pem" "$out/$address/extensions"
    cp "$out/authority.pem" "$out/$address/authority.pem"
done
