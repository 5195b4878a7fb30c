#include "review/known_functions.h"

#include <set>

#include "whimbrel/core/text.h"

namespace whimbrel::postgresql {
namespace {

using Names = std::set<std::string_view>;

// Functions of pg_catalog that are STABLE or IMMUTABLE in all their forms. Those that only the
// server itself calls are left out.
constexpr std::string_view kSteady =
    "abs acldefault acos acosd acosh age array_dims array_fill array_length array_lower "
    "array_ndims array_position array_positions array_remove array_replace array_to_json "
    "array_to_string array_to_tsvector array_upper ascii asin asind asinh atan atan2 atan2d "
    "atand atanh bit_count bit_length bool btrim cardinality cash_words cbrt ceil ceiling "
    "center char_length character_length chr circle col_description concat concat_ws convert "
    "convert_from convert_to cos cosd cosh cot cotd current_database current_schema "
    "current_schemas current_setting current_user date date_bin date_part date_trunc "
    "datemultirange daterange decode degrees diameter div encode enum_first enum_last "
    "enum_range exp extract factorial family float4 float8 floor format format_type gcd "
    "get_bit get_byte get_current_ts_config has_schema_privilege has_table_privilege host "
    "hostmask inet_client_addr initcap int2 int4 int8 int8_sum interval is_normalized isempty "
    "isfinite json_array_length json_build_array json_build_object json_object "
    "json_populate_record json_strip_nulls json_to_tsvector json_typeof jsonb_array_length "
    "jsonb_build_array jsonb_build_object jsonb_insert jsonb_object jsonb_path_exists "
    "jsonb_path_exists_tz jsonb_path_match jsonb_path_match_tz jsonb_path_query_array "
    "jsonb_path_query_array_tz jsonb_path_query_first jsonb_path_query_first_tz "
    "jsonb_populate_record jsonb_pretty jsonb_set jsonb_set_lax jsonb_strip_nulls "
    "jsonb_to_tsvector jsonb_typeof justify_days justify_hours justify_interval lcm left "
    "length like ln log log10 lower lower_inc lower_inf lpad ltrim macaddr8_set7bit make_date "
    "make_interval make_time make_timestamp make_timestamptz makeaclitem masklen md5 "
    "min_scale mod multirange netmask normalize notlike now num_nonnulls num_nulls numeric "
    "nummultirange numrange obj_description octet_length overlaps overlay parse_ident path "
    "pg_backend_pid pg_client_encoding pg_collation_for pg_column_compression pg_column_size "
    "pg_current_snapshot pg_current_xact_id pg_current_xact_id_if_assigned pg_describe_object "
    "pg_encoding_max_length pg_encoding_to_char pg_filenode_relation pg_get_constraintdef "
    "pg_get_expr pg_get_functiondef pg_get_indexdef pg_get_serial_sequence pg_get_viewdef "
    "pg_has_role pg_lsn pg_postmaster_start_time pg_settings_get_flags pg_size_bytes "
    "pg_size_pretty pg_table_is_visible pg_tablespace_location pg_ts_config_is_visible "
    "pg_ts_dict_is_visible pg_ts_parser_is_visible pg_ts_template_is_visible pg_typeof "
    "pg_visible_in_snapshot pg_wal_lsn_diff phraseto_tsquery pi plainto_tsquery point polygon "
    "position pow power quote_ident quote_literal quote_nullable radians radius range_merge "
    "regexp_count regexp_instr regexp_like regexp_match regexp_replace regexp_split_to_array "
    "regexp_substr repeat replace reverse right round row_to_json rpad rtrim scale "
    "session_user set_bit set_byte setweight sha224 sha256 sha384 sha512 sign sin sind sinh "
    "split_part sqrt statement_timestamp string_to_array strip strpos substr substring tan "
    "tand tanh text time timestamp timestamptz timezone to_ascii to_char to_date to_hex "
    "to_json to_jsonb to_number to_regclass to_regcollation to_regnamespace to_regoper "
    "to_regoperator to_regproc to_regprocedure to_regrole to_regtype to_timestamp to_tsquery "
    "to_tsvector transaction_timestamp translate trim_array trim_scale trunc ts_headline "
    "ts_rank tsmultirange tsrange tstzmultirange tstzrange tsvector_to_array txid_current "
    "txid_current_if_assigned txid_current_snapshot txid_visible_in_snapshot unistr upper "
    "upper_inc upper_inf varchar version websearch_to_tsquery width_bucket xmlparse xpath "
    "xpath_exists ";

// Aggregates, window functions and functions that return rows.
constexpr std::string_view kOfRows =
    "array_agg avg bit_and bit_or bit_xor bool_and bool_or corr count covar_pop covar_samp "
    "cume_dist dense_rank every first_value generate_series generate_subscripts json_agg "
    "json_array_elements json_array_elements_text json_each json_each_text json_object_agg "
    "json_object_keys jsonb_agg jsonb_array_elements jsonb_array_elements_text jsonb_each "
    "jsonb_each_text jsonb_object_agg jsonb_object_keys jsonb_path_query lag last_value lead "
    "max min mode nth_value ntile percent_rank percentile_cont percentile_disc range_agg "
    "range_intersect_agg rank regexp_matches regexp_split_to_table row_number stddev "
    "stddev_pop stddev_samp string_agg string_to_table sum unnest var_pop var_samp variance "
    "xmlagg ";

// What changes from call to call, and changes no table.
constexpr std::string_view kRestless =
    "clock_timestamp currval gen_random_uuid lastval nextval pg_advisory_lock "
    "pg_advisory_unlock pg_advisory_unlock_all pg_advisory_xact_lock pg_notify "
    "pg_relation_size pg_sleep pg_table_size pg_total_relation_size pg_try_advisory_lock "
    "pg_try_advisory_xact_lock query_to_xml random setseed setval timeofday uuid_generate_v1 "
    "uuid_generate_v4 ";

Names names_of(std::string_view words) {
  Names names;
  for (const std::string_view word : split(words, ' ')) names.insert(word);
  return names;
}

bool has(const Names& known, const std::vector<std::string>& name) {
  if (name.empty() || name.back().empty()) return false;
  if (name.size() > 1 && name.front() != "pg_catalog") return false;
  return known.contains(name.back());
}

}  // namespace

bool is_steady_function(const std::vector<std::string>& name) {
  static const Names known = names_of(kSteady);
  return has(known, name);
}

bool is_harmless_function(const std::vector<std::string>& name) {
  static const Names of_rows = names_of(kOfRows);
  static const Names restless = names_of(kRestless);
  return is_steady_function(name) || has(of_rows, name) || has(restless, name);
}

}  // namespace whimbrel::postgresql
