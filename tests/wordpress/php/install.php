<?php
// Installs a WordPress with the theme, permalinks and time zone that standard input names as JSON.
define( 'WP_INSTALLING', true );
require getenv( 'BLOG_ROOT' ) . '/wp-load.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';

$given = json_decode( stream_get_contents( STDIN ), true, 512, JSON_THROW_ON_ERROR );
// It would ask itself for a page to learn whether permalinks work.
add_filter( 'pre_http_request', fn() => new WP_Error( 'silent', 'No requests.' ) );
wp_install( $given['title'], 'admin', 'admin@blog.example', true, '', 'secret' );
// Its own example post and pages.
array_map( fn( $id ) => wp_delete_post( $id, true ), array( 1, 2, 3 ) );
update_option( 'timezone_string', $given['zone'] );
update_option( 'permalink_structure', $given['permalinks'] );
switch_theme( $given['theme'] );
