<?php
// Notes each answer for the tests, and does what Apache's rewrite rules do for WordPress.
register_shutdown_function( function () {
	$line = http_response_code() . ' ' . $_SERVER['REQUEST_URI'] . "\n";
	file_put_contents( getenv( 'BLOG_ANSWERS' ), $line, FILE_APPEND | LOCK_EX );
} );

// A file that is there is served, and index.php answers all else.
$path = rawurldecode( parse_url( $_SERVER['REQUEST_URI'], PHP_URL_PATH ) ?: '/' );
if ( '/' !== $path && is_file( $_SERVER['DOCUMENT_ROOT'] . $path ) ) {
	return false;
}
require __DIR__ . '/noise.php';
$day = trim( (string) file_get_contents( getenv( 'BLOG_STATE' ) ) );
ob_start( fn( $body ) => on_day( $day, $body ) );
$_SERVER['SCRIPT_NAME'] = '/index.php';
$_SERVER['PHP_SELF']    = '/index.php';
require $_SERVER['DOCUMENT_ROOT'] . '/index.php';
