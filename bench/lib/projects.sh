# The same small project for each tool: ten migrations, each of one table, all of them applied.
# Sourced, never run. Needs $whimbrel and $dbmate.

MIGRATIONS=10

# install_dbmate FOLDER: prints the path of the program itself. What npm puts into its bin folder is
# a wrapper, whose start of Node.js would be measured too.
install_dbmate() {
  npm install --silent --no-audit --no-fund --prefix "$1" dbmate >&2
  find "$1/node_modules/@dbmate" -name dbmate -type f -perm -u+x -print -quit
}

make_whimbrel_project() {
  local folder=$1 url=$2 i
  mkdir -p "$folder/migrations"
  printf 'version: 1\ntargets: {bench: {url: "%s"}}\n' "$url" >"$folder/whimbrel.yaml"
  for ((i = 1; i <= MIGRATIONS; i++)); do
    {
      printf 'revision: bench%02d\n' "$i"
      if [[ $i -gt 1 ]]; then printf 'down_revision: bench%02d\n' $((i - 1)); fi
      printf 'message: Table %d\n---\nupgrade:\n' "$i"
      printf '  - create_table: {name: t%d, columns: [{name: id, type: integer}]}\n' "$i"
      printf 'downgrade: auto\n'
    } >"$folder/migrations/bench$i.yaml"
  done
  "$whimbrel" upgrade head --quiet --config "$folder/whimbrel.yaml"
}

make_alembic_project() {
  local folder=$1 url=$2 i parent
  mkdir -p "$folder"
  alembic --config "$folder/alembic.ini" init "$folder/scripts" >/dev/null
  sed -i "s|^sqlalchemy.url = .*|sqlalchemy.url = $url|" "$folder/alembic.ini"
  for ((i = 1; i <= MIGRATIONS; i++)); do
    if [[ $i -gt 1 ]]; then parent="'bench$((i - 1))'"; else parent=None; fi
    cat >"$folder/scripts/versions/bench$i.py" <<END
"""Table $i"""
import sqlalchemy
from alembic import op

revision = 'bench$i'
down_revision = $parent


def upgrade():
    op.create_table('t$i', sqlalchemy.Column('id', sqlalchemy.Integer))


def downgrade():
    op.drop_table('t$i')
END
  done
  alembic --config "$folder/alembic.ini" upgrade head 2>/dev/null
}

make_dbmate_project() {
  local folder=$1 url=$2 i
  mkdir -p "$folder"
  for ((i = 1; i <= MIGRATIONS; i++)); do
    printf -- '-- migrate:up\nCREATE TABLE t%d (id integer);\n-- migrate:down\nDROP TABLE t%d;\n' \
      "$i" "$i" >"$folder/$((20200101000000 + i))_t$i.sql"
  done
  "$dbmate" --url "$url" --migrations-dir "$folder" --no-dump-schema up >/dev/null
}
