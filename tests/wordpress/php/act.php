<?php
// Does what the operations on standard input say, a JSON list, and prints where each post is then, by its key.
require getenv( 'BLOG_ROOT' ) . '/wp-load.php';
require ABSPATH . 'wp-admin/includes/admin.php';

// An administrator's mark-up is stored as it is.
wp_set_current_user( 1 );

function found( string $key ): int {
	$ids = get_posts( array(
		'meta_key'    => '_key',
		'meta_value'  => $key,
		'post_type'   => 'any',
		'post_status' => array( 'publish', 'draft', 'pending', 'private', 'future', 'trash' ),
		'fields'      => 'ids',
	) );
	return $ids[0] ?? 0;
}

function certain( $result ) {
	if ( ! $result || is_wp_error( $result ) ) {
		throw new RuntimeException( is_wp_error( $result ) ? $result->get_error_message() : 'refused' );
	}
	return $result;
}

/** Returns a category's number by its path, such as World/Europe, and makes what is missing of it. */
function category( string $path ): int {
	$id = 0;
	foreach ( explode( '/', $path ) as $name ) {
		$known = term_exists( $name, 'category', $id );
		$id    = (int) ( $known ?: certain( wp_insert_term( $name, 'category', array( 'parent' => $id ) ) ) )['term_id'];
	}
	return $id;
}

function user( array $one ): void {
	certain( wp_insert_user( wp_slash( $one['user'] ) + array( 'user_pass' => 'secret', 'role' => 'author' ) ) );
}

function save( array $one ): void {
	$post = $one['post'];
	if ( isset( $post['categories'] ) ) {
		$post['post_category'] = array_map( 'category', $post['categories'] );
	}
	if ( isset( $post['author'] ) ) {
		$post['post_author'] = get_user_by( 'login', $post['author'] )->ID;
	}
	$id = found( $one['key'] );
	if ( $id ) {
		certain( wp_update_post( wp_slash( array( 'ID' => $id ) + $post ), true ) );
	} else {
		$post['meta_input'] = array( '_key' => $one['key'] );
		certain( wp_insert_post( wp_slash( $post ), true ) );
	}
}

function comment( array $one ): void {
	certain( wp_insert_comment( wp_slash( array( 'comment_post_ID' => found( $one['key'] ) ) + $one['comment'] ) ) );
}

$acts = array(
	'user'    => 'user',
	'save'    => 'save',
	'comment' => 'comment',
	'stick'   => fn( $one ) => stick_post( found( $one['key'] ) ),
	'trash'   => fn( $one ) => certain( wp_trash_post( found( $one['key'] ) ) ),
	'delete'  => fn( $one ) => certain( wp_delete_post( found( $one['key'] ), true ) ),
	'rewrite' => fn() => flush_rewrite_rules( false ),
);

foreach ( json_decode( stream_get_contents( STDIN ), true, 512, JSON_THROW_ON_ERROR ) as $one ) {
	$acts[ $one['do'] ]( $one );
}

$links = array();
foreach ( get_posts( array( 'numberposts' => -1, 'post_type' => array( 'post', 'page' ), 'post_status' => 'any' ) ) as $post ) {
	$links[ get_post_meta( $post->ID, '_key', true ) ] = get_permalink( $post );
}
echo json_encode( $links, JSON_THROW_ON_ERROR );
