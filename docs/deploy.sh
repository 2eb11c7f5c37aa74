#!/bin/sh
# Render a blog and put the site online: deploy.sh BLOG TARGET
#
# BLOG is the blog's folder, TARGET what the site is copied to, such as me@host.example:/var/www/blog/.
# It prints nothing when all is well, so that cron sends a letter only when there is something to read.
#
# DEPLOY   the command that copies, given `public/` and TARGET (default: rsync -a --delete)
# BLOGCLI  the program (default: blogcli); cron's PATH is short, and may not lead to it
#
# Ends with 0; with 4 where the site is online and a comment was left out of it; with another code where something
# failed: then the site that is online stays as it was, unless the copying itself broke off.
set -eu

blog=${1:?usage: deploy.sh BLOG TARGET}
target=${2:?usage: deploy.sh BLOG TARGET}

# One at a time: a second run waits for the first, and then takes up what was pushed meanwhile.
if [ -z "${DEPLOY_IS_LOCKED-}" ] && command -v flock >/dev/null; then
    DEPLOY_IS_LOCKED=yes exec flock --close --timeout 600 "$blog" sh "$0" "$@"
fi

cd "$blog"
said=$(mktemp)
trap 'rm -f "$said"' EXIT

# Where nothing can be fetched, what is here goes online all the same: a post may be due today.
pulled=0
if git rev-parse --verify --quiet '@{upstream}' >/dev/null 2>&1; then
    git pull --quiet --ff-only </dev/null || pulled=$?
fi

# `set -e` ends a script at any code but 0, but not where the code is asked for as here.
rendered=0
"${BLOGCLI:-blogcli}" render </dev/null 2>"$said" || rendered=$?

case $rendered in
0) [ "$(wc -l <"$said")" -le 1 ] || cat "$said" >&2 ;; # the first line alone only counts files
4) cat "$said" >&2 ;;                                  # a comment was left out; the rest is right
*)
    cat "$said" >&2
    echo "deploy.sh: nothing was put online" >&2
    exit "$rendered"
    ;;
esac

# To copy nothing with --delete would empty the site.
if [ ! -s public/index.html ]; then
    echo "deploy.sh: public/index.html is not there: nothing was put online" >&2
    exit 1
fi

${DEPLOY:-rsync -a --delete} public/ "$target" </dev/null

[ "$pulled" -eq 0 ] || exit "$pulled"
exit "$rendered"
